"""Health: how the running bot is doing, told to machines (``/healthz``, ``/metrics``) and to administrators."""
