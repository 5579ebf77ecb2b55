"""Text to figures. Knows no pandas."""
