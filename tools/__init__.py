"""What makes files of this repository from others: not part of kzdata, run by `make data`."""
