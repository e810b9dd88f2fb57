"""What ``taizhang check`` looks at: settings and ledger, then the platform."""
