namespace Integration.GatewaySandbox.Tests;

/// <summary>Which properties Stripe's objects have, as facts: name, JSON type, <c>?</c> for nullable; a leading <c>~</c> marks what is not always there.
/// Read from Stripe's generated SDK types (stripe-node 23.1.0, API version 2026-10-28.endive), cross-checked with github.com/stripe/openapi, openapi/fixtures3.json of 2026-08-21.</summary>
internal static class StripeShapes
{
    public const string ApiVersion = "2026-10-28.endive";

    public const string PaymentIntent =
        "id string, object string, allowed_payment_method_types array?, amount integer, amount_capturable integer, ~amount_details object, amount_received integer, application string?, " +
        "application_fee_amount integer?, automatic_payment_methods object?, canceled_at integer?, cancellation_reason string?, capture_method string, client_secret string?, " +
        "confirmation_method string, created integer, currency string, customer string?, customer_account string?, description string?, excluded_payment_method_types array?, ~hooks object, " +
        "last_payment_error object?, latest_charge string|object?, livemode boolean, managed_payments object?, metadata object, next_action object?, on_behalf_of string?, ~payment_details object, " +
        "payment_method string|object?, payment_method_configuration_details object?, payment_method_options object?, payment_method_types array, payment_record string?, ~presentment_details object, " +
        "processing object?, receipt_email string?, review string?, setup_future_usage string?, shipping object?, source string?, statement_descriptor string?, statement_descriptor_suffix string?, " +
        "status string, ~transfer_data object?, transfer_group string?";

    public const string Charge =
        "id string, object string, amount integer, amount_captured integer, amount_refunded integer, application string?, application_fee string?, application_fee_amount integer?, " +
        "~authorization_code string, balance_transaction string?, billing_details object, calculated_statement_descriptor string?, captured boolean, created integer, currency string, " +
        "customer string?, description string?, disputed boolean, failure_balance_transaction string?, failure_code string?, failure_message string?, fraud_details object?, ~level3 object, " +
        "livemode boolean, metadata object, on_behalf_of string?, outcome object?, paid boolean, payment_intent string|object?, payment_method string?, payment_method_details object?, " +
        "~presentment_details object, ~radar_options object, receipt_email string?, receipt_number string?, receipt_url string?, refunded boolean, ~refunds object?, review string?, shipping object?, " +
        "source object?, source_transfer string?, statement_descriptor string?, statement_descriptor_suffix string?, status string, ~transfer string, transfer_data object?, transfer_group string?";

    public const string Refund =
        "id string, object string, amount integer, balance_transaction string|object?, charge string|object?, created integer, currency string, customer string?, customer_account string?, " +
        "~description string, ~destination_details object, ~failure_balance_transaction string|object, ~failure_reason string, ~instructions_email string, metadata object?, ~next_action object, " +
        "payment_intent string|object?, payment_method string|object?, ~pending_reason string, ~presentment_details object, reason string?, receipt_number string?, " +
        "source_transfer_reversal string?, status string?, transfer_reversal string?";

    public const string RefundDestination = "~card object, type string";

    public const string RefundCard = "~reference string, ~reference_status string, ~reference_type string, type string";

    public const string Dispute =
        "id string, object string, amount integer, balance_transactions array, charge string|object, created integer, currency string, enhanced_eligibility_types array, evidence object, " +
        "evidence_details object, intended_submission_method string?, is_charge_refundable boolean, livemode boolean, metadata object, ~network_reason_code string?, payment_intent string|object?, " +
        "~payment_method_details object, reason string, status string";

    public const string DisputeEvidence =
        "access_activity_log string?, ~appeal object?, billing_address string?, cancellation_policy string?, cancellation_policy_disclosure string?, cancellation_rebuttal string?, " +
        "customer_communication string?, customer_email_address string?, customer_name string?, customer_purchase_ip string?, customer_signature string?, duplicate_charge_documentation string?, " +
        "duplicate_charge_explanation string?, duplicate_charge_id string?, enhanced_evidence object, product_description string?, receipt string?, refund_policy string?, " +
        "refund_policy_disclosure string?, refund_refusal_explanation string?, service_date string?, service_documentation string?, shipping_address string?, shipping_carrier string?, " +
        "shipping_date string?, shipping_documentation string?, shipping_tracking_number string?, uncategorized_file string?, uncategorized_text string?";

    public const string DisputeEvidenceDetails =
        "due_by integer?, enhanced_eligibility object, has_evidence boolean, past_due boolean, submission_count integer, submission_method string";

    public const string DisputeCard = "brand string, case_type string, network string, network_reason_code string?";

    public const string BalanceTransaction =
        "id string, object string, amount integer, available_on integer, balance_type string, created integer, currency string, description string?, exchange_rate integer?, fee integer, " +
        "fee_details array, net integer, reporting_category string, source string|object?, status string, type string";

    public const string Outcome =
        "advice_code string?, network_advice_code string?, network_decline_code string?, network_status string?, reason string?, ~risk_level string, ~risk_score integer, ~rule string|object, " +
        "seller_message string?, type string";

    public const string CardDetails =
        "amount_authorized integer?, authorization_code string?, brand string?, ~capture_before integer, checks object?, country string?, ~description string?, electronic_commerce_indicator string?, " +
        "exp_month integer, exp_year integer, ~extended_authorization object, ~fingerprint string?, funding string?, ~iin string?, ~incremental_authorization object, installments object?, " +
        "~issuer string?, last4 string?, mandate string?, ~moto boolean?, ~multicapture object, network string?, ~network_token object?, network_transaction_id string?, ~overcapture object, " +
        "regulated_status string?, ~setup_credential_usage string, ~stored_credential_usage string, three_d_secure object?, transaction_link_id string?, wallet object?";

    public const string Event =
        "id string, object string, ~account string, api_version string?, ~context string, created integer, data object, livemode boolean, pending_webhooks integer, request object?, type string";

    public const string EventRequest = "id string?, idempotency_key string?";

    public const string Error =
        "type string, ~advice_code string, ~charge string, ~code string, ~decline_code string, ~doc_url string, ~message string, ~network_advice_code string, ~network_decline_code string, " +
        "~param string, ~payment_intent object, ~payment_method object, ~payment_method_type string, ~request_log_url string, ~setup_intent object, ~source object";

    public const string PaymentList = "object string, data array, has_more boolean, url string";
}
