#!/usr/bin/env bash
# Asks for one payment over HTTP and shows its state. API_URL says where the ingress is, API_KEY holds a key with payments:write and payments:read.
set -euo pipefail
api=${API_URL:-http://127.0.0.1:5080}

# The key makes a repeat safe: the same key and body give the same answer and one payment.
location=$(curl --silent --show-error --fail-with-body --output /dev/null --write-out '%header{location}' "$api/v1/payments" \
  --header "X-Api-Key: $API_KEY" --header "Idempotency-Key: ${IDEMPOTENCY_KEY:-$(cat /proc/sys/kernel/random/uuid)}" --header 'Prefer: wait=20' \
  --json '{"customerId": "customer-1", "amountMinor": 1999, "currency": "EUR", "card": {"paymentMethod": "pm_card_visa"}}')

case $location in http*) ;; *) location=$api$location ;; esac
curl --silent --show-error --fail-with-body "$location" --header "X-Api-Key: $API_KEY"
