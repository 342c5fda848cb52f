namespace Integration.GatewaySandbox.Stripe;

/// <summary>The calls, as faults and the log name them.</summary>
internal static class Operations
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Confirm = "confirm";
    public const string Capture = "capture";
    public const string Cancel = "cancel";
    public const string Retrieve = "retrieve";
    public const string List = "list";
    public const string RetrieveCharge = "retrieve_charge";
    public const string ListCharges = "list_charges";
    public const string Refund = "refund";
    public const string RetrieveRefund = "retrieve_refund";
    public const string CancelRefund = "cancel_refund";
    public const string ListRefunds = "list_refunds";
    public const string RetrieveDispute = "retrieve_dispute";
    public const string CloseDispute = "close_dispute";
    public const string ListDisputes = "list_disputes";

    /// <summary>The customer's answer to a challenge; it stands in for the customer's browser.</summary>
    public const string Authenticate = "authenticate";

    /// <summary>A payment that is processed ends on demand; it stands in for the card's bank.</summary>
    public const string SettlePayment = "settle_payment";

    /// <summary>A refund ends on demand; it stands in for the card's bank.</summary>
    public const string SettleRefund = "settle_refund";

    /// <summary>A dispute is opened or decided on demand; it stands in for the customer's bank.</summary>
    public const string Dispute = "dispute";

    /// <summary>Money is taken that nobody asked for.</summary>
    public const string PlantCapture = "plant_capture";

    /// <summary>What Stripe does by itself after a while.</summary>
    public const string Later = "later";

    public static readonly IReadOnlyList<string> All =
    [
        Create, Update, Confirm, Capture, Cancel, Retrieve, List, RetrieveCharge, ListCharges, Refund, RetrieveRefund, CancelRefund, ListRefunds, RetrieveDispute, CloseDispute, ListDisputes,
        Authenticate, SettlePayment, SettleRefund, Dispute, PlantCapture, Later,
    ];
}
