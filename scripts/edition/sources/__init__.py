"""Files of a project read into records and trees."""
