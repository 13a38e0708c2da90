"""Tags and filters of the templates; all are built in, no ``{% load %}`` needed."""
