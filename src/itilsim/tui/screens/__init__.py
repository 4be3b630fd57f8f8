"""Full screens, one module each, with a stylesheet of the same name where one is needed."""
