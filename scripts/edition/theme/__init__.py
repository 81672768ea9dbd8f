"""The theme ``edition`` of mkdocs: templates, style sheets and scripts."""
