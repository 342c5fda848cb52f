"""Asks for one payment and waits for its end. AMQP_URL says where the broker is. First: pip install -r requirements.txt"""
import json
import os
import sys
import uuid

import pika

payment_id = str(uuid.uuid4())
connection = pika.BlockingConnection(pika.URLParameters(os.environ.get("AMQP_URL", "amqp://guest:guest@127.0.0.1:5672/%2F")))
channel = connection.channel()
channel.confirm_delivery()

# A queue of this run alone, bound before anything is asked. A real agent gives it a name and keeps it.
queue = channel.queue_declare("", exclusive=True).method.queue
for exchange in ("payments.payment-confirmed", "payments.payment-failed"):
    channel.exchange_declare(exchange, "fanout", durable=True)
    channel.queue_bind(queue, exchange)

# Raises UnroutableError when no worker listens.
channel.basic_publish(
    "payments.initiate-payment",
    "",
    json.dumps({
        "paymentId": payment_id, "customerId": "customer-1", "amountMinor": 1999, "currency": "EUR",
        "card": {"paymentMethod": "pm_card_visa"},
    }),
    pika.BasicProperties(
        content_type="application/json", message_id=str(uuid.uuid4()), delivery_mode=2,
        headers={"MT-MessageType": "urn:message:Integration.Contracts.Payments:InitiatePayment"},
    ),
    mandatory=True,
)

for delivery, _, body in channel.consume(queue, inactivity_timeout=60):
    if delivery is None:
        sys.exit("no answer within a minute")
    # Events come in an envelope; the contract is its field "message".
    envelope = json.loads(body)
    channel.basic_ack(delivery.delivery_tag)
    event, payment = envelope["messageType"][0].split(":")[-1], envelope["message"]
    if payment["paymentId"] == payment_id:
        print(f"confirmed {payment_id} {payment['amountMinor']} {payment['currency']}" if event == "PaymentConfirmed" else f"failed {payment_id} {payment['code']}")
        break
connection.close()
