using System.Collections.Frozen;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Which parameters each call knows (API version 2026-10-28.endive). Another name is refused as Stripe refuses it; a name Stripe knows but the sandbox
/// does not model is refused too, in words of the sandbox: silently ignoring it would be a lie.</summary>
internal static class StripeParameters
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Modelled = new Dictionary<string, string>
    {
        [Operations.Create] = "amount currency allowed_payment_method_types automatic_payment_methods capture_method confirm customer description expand metadata off_session payment_method " +
            "payment_method_types receipt_email return_url setup_future_usage statement_descriptor statement_descriptor_suffix transfer_group",
        [Operations.Update] = "amount currency customer description expand metadata payment_method receipt_email setup_future_usage statement_descriptor statement_descriptor_suffix transfer_group",
        [Operations.Confirm] = "capture_method expand off_session payment_method receipt_email return_url setup_future_usage use_stripe_sdk",
        [Operations.Capture] = "amount_to_capture expand final_capture metadata statement_descriptor statement_descriptor_suffix",
        [Operations.Cancel] = "cancellation_reason expand",
        [Operations.Retrieve] = "client_secret expand",
        [Operations.RetrieveCharge] = "expand",
        [Operations.List] = "created customer ending_before expand limit starting_after",
        [Operations.ListCharges] = "created customer ending_before expand limit payment_intent starting_after",
        [Operations.Refund] = "amount charge expand metadata payment_intent reason",
        [Operations.RetrieveRefund] = "expand",
        [Operations.CancelRefund] = "expand",
        [Operations.ListRefunds] = "charge created ending_before expand limit payment_intent starting_after",
        [Operations.RetrieveDispute] = "expand",
        [Operations.CloseDispute] = "expand",
        [Operations.ListDisputes] = "charge created ending_before expand limit payment_intent starting_after",
    }.ToFrozenDictionary(p => p.Key, p => p.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotModelled = (
        "allowed_payment_method_types amount_details amount_to_confirm application_fee_amount automatic_payment_methods capture_method confirmation_method confirmation_token customer_account " +
        "error_on_requires_action excluded_payment_method_types hooks instructions_email mandate mandate_data metadata on_behalf_of origin payment_details payment_method_configuration " +
        "payment_method_data payment_method_options radar_options refund_application_fee reverse_transfer setup_future_usage shipping transfer_data use_stripe_sdk").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Expandable = "latest_charge payment_method payment_intent charge data.latest_charge data.payment_intent data.charge".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Refuses what the call does not know.</summary>
    /// <exception cref="StripeFailure">An unknown or unmodelled parameter, or an expansion that is none.</exception>
    public static void Check(StripeCall call)
    {
        var known = Modelled[call.Operation];
        var strange = call.Form.Names.Where(n => !known.Contains(n)).ToList();
        // Removed with 2026-09-30.endive in favour of allowed_payment_method_types; older versions still send it.
        if (call.Operation == Operations.Create && call.Form.Has("payment_method_types") && string.CompareOrdinal(call.ApiVersion, "2026-09-30") >= 0)
        {
            strange.Add("payment_method_types");
        }

        if (strange.Find(NotModelled.Contains) is { } real && call.Method == "POST")
        {
            throw StripeFailure.Invalid($"Stripe knows the parameter {real} here, but the sandbox does not model it.", "sandbox_not_modelled", real);
        }

        if (strange.Count > 0)
        {
            throw StripeFailure.Unknown(strange);
        }

        if (call.Form.List("expand").Find(e => !Expandable.Contains(e)) is { } expansion)
        {
            throw StripeFailure.Invalid($"This property cannot be expanded ({expansion}).", null, "expand");
        }
    }
}
