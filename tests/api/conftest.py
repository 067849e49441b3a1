"""The world of the matrix, with a token for each role (`tests/matrix/permintaan_api.py`)."""

from tests.matrix.conftest import panggung

__all__ = ["panggung"]
