"""The element in notebooks: a widget that sends files to the page as they are asked for."""
