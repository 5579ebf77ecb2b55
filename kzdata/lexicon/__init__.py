"""What kzdata knows of areas, indicators and languages: data files, and the one loader that checks them."""
