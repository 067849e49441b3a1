"""How a request becomes one transaction with one actor: application class, errors, headers, menu, logs."""
