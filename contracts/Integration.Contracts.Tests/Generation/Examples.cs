using Integration.Contracts.Crm;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Contracts.Webhooks;

namespace Integration.Contracts.Tests;

/// <summary>One good message of each contract, every field filled: the examples of the published files, and what the rules are asked with.</summary>
internal static class Examples
{
    private const string Stripe = "stripe";
    private const string Customer = "customer-1";
    private const string Order = "order-1";
    private const string By = "ops@example.com";
    private const string Intent = "pi_3QExample";
    private static readonly Guid Payment = new("6f1c2a9e-2f0b-4c55-9f0e-0d7a3c1b5e42");
    private static readonly Guid Refund = new("b1d0c7a4-94b3-4c0f-8a57-2d1f6f0f9a11");
    private static readonly Guid Attempt = new("2c9d4f6e-8a41-4b7b-b6a1-5a0c3f7e1d20");
    private static readonly DateTimeOffset At = new(2026, 1, 15, 9, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> All = new object[]
    {
        new InitiatePayment
        {
            PaymentId = Payment, OrderId = Order, CustomerId = Customer, AmountMinor = 1999, Currency = "EUR", Description = "Two books",
            Card = new() { PaymentMethod = "pm_card_visa", Customer = "cus_example", ReturnUrl = "https://shop.example.com/return" },
            PayPal = new() { VaultToken = "8kk8451t", ReturnUrl = "https://shop.example.com/return", CancelUrl = "https://shop.example.com/cancel" },
            Metadata = new Dictionary<string, string> { ["basket"] = "7" },
        },
        new CancelPayment { PaymentId = Payment, Reason = "the customer changed their mind" },
        new PaymentPending { PaymentId = Payment, AmountMinor = 1999, Currency = "EUR", AcceptedAt = At },
        new PaymentActionRequired { PaymentId = Payment, Gateway = Stripe, RedirectUrl = "https://hooks.stripe.com/redirect/authenticate/src_example", ClientSecret = "pi_3QExample_secret_example", Deadline = At.AddMinutes(30) },
        new PaymentRetryScheduled { PaymentId = Payment, Retry = 1, DueAt = At.AddSeconds(2), Reason = "the gateway asked to be called less often" },
        new PaymentFallbackStarted
        {
            PaymentId = Payment, FromGateway = Stripe, ToGateway = "paypal", AttemptNumber = 2, Reason = "declined: card_declined", Proof = "the gateway says that the intent is canceled", StartedAt = At,
        },
        new PaymentConfirmed { PaymentId = Payment, Gateway = Stripe, GatewayReference = Intent, AmountMinor = 1999, Currency = "EUR", ConfirmedAt = At, CustomerId = Customer, OrderId = Order },
        new PaymentFailed
        {
            PaymentId = Payment, Code = "declined", DeclineCode = "insufficient_funds", Reason = "the card was declined: insufficient_funds", FailedAt = At, AmountMinor = 1999, Currency = "EUR",
            CustomerId = Customer, OrderId = Order,
        },
        new PaymentCanceled
        {
            PaymentId = Payment, Reason = "the customer changed their mind", CanceledAt = At, AmountMinor = 1999, Currency = "EUR", CustomerId = Customer, OrderId = Order,
        },
        new PaymentNeedsReview { PaymentId = Payment, Reason = "the gateway captured another amount than was asked", Since = At },
        new PaymentDisputed { PaymentId = Payment, Gateway = Stripe, DisputeReference = "dp_example", AmountMinor = 1999, Currency = "EUR", DisputedAt = At },
        new DisputeClosed { PaymentId = Payment, Gateway = Stripe, DisputeReference = "dp_example", Won = true, ClosedAt = At },
        new DuplicateChargeRefunded
        {
            PaymentId = Payment, Gateway = Stripe, GatewayReference = Intent, RefundReference = "re_example", AmountMinor = 1999, Currency = "EUR", RefundedAt = At,
        },
        new RefundPayment { RefundId = Refund, PaymentId = Payment, AmountMinor = 500, Reason = "one book was damaged" },
        new RefundPending { RefundId = Refund, PaymentId = Payment, Gateway = Stripe, AmountMinor = 500, Currency = "EUR", AcceptedAt = At },
        new RefundSucceeded { RefundId = Refund, PaymentId = Payment, Gateway = Stripe, RefundReference = "re_example", AmountMinor = 500, Currency = "EUR", SucceededAt = At },
        new RefundFailed { RefundId = Refund, PaymentId = Payment, Code = "exceeds_captured", Reason = "1999 were captured, 1500 of them went back", AmountMinor = 500, Currency = "EUR", FailedAt = At },
        new RefundNeedsReview { RefundId = Refund, PaymentId = Payment, Reason = "the gateway does not say what became of the refund", Since = At },
        new RefundMadeElsewhere { PaymentId = Payment, Gateway = Stripe, RefundReference = "re_example", AmountMinor = 500, Currency = "EUR", Failed = false, SeenAt = At },
        new RecheckPayment { PaymentId = Payment, By = By, Why = "the customer says that it was paid" },
        new ReleasePayment { PaymentId = Payment, By = By, Why = "the order is void" },
        new RecheckRefund { PaymentId = Payment, RefundId = Refund, By = By, Why = "the gateway is back" },
        new RetryPayment { PaymentId = Payment, By = By, Why = "the gateway is back" },
        new AcceptPaymentAsCaptured { PaymentId = Payment, By = By, Why = "seen at the gateway", GatewayReference = Intent },
        new ReturnDuplicateCharge { PaymentId = Payment, By = By, Why = "charged twice", AttemptId = Attempt },
        new AcceptDuplicateCharge { PaymentId = Payment, By = By, Why = "the bank gave it back in the dispute", AttemptId = Attempt },
        new ReconcileGateways { From = At, Until = At.AddDays(1), RefundsFrom = At.AddDays(-21), By = By, Why = "the month is closed" },
        new AcceptDifference { Gateway = Stripe, Kind = "not_ours", Reference = Intent, OursMinor = 0, TheirsMinor = 1999, By = By, Why = "the shop's old till uses the account" },
        new OperatorCommandHandled { PaymentId = Payment, Command = nameof(RecheckPayment), By = By, Why = "the customer says that it was paid", Accepted = true, Answer = "the gateway is asked now", At = At },
        new GatewayObjectChanged
        {
            Gateway = "paypal", Reference = "5O190127TN364715T", EventId = "WH-EXAMPLE", EventType = "PAYMENT.CAPTURE.REFUNDED", OccurredAt = At, CaptureReference = "3C679366HH908993F",
            RefundReference = "1JU08902781691411", DisputeReference = null,
        },
        new CrmRecordChanged
        {
            Crm = "hubspot", RecordType = "contact", RecordId = "123", Change = "propertyChange", PropertyName = "email", EventId = "62515:1:100:123:1764000000000", EventType = "contact.propertyChange", OccurredAt = At,
        },
        new CrmRecordSynced
        {
            Crm = "hubspot", Kind = "payment", Key = Payment.ToString(), PaymentId = Payment, RecordType = "deals", RecordId = "512", Version = 3, SyncedAt = At,
        },
        new CrmSyncFailed
        {
            Crm = "hubspot", Kind = "payment", Key = Payment.ToString(), PaymentId = Payment, Version = 3, Code = "INVALID_OPTION", Reason = "dealstage: was not one of the allowed options",
            Advice = "correct what the CRM objects to, there or in the mapping, then: crm retry", FailedAt = At,
        },
        new CrmContactChanged
        {
            Crm = "hubspot", RecordId = "501", CustomerId = Customer, Fields = new Dictionary<string, string> { ["email"] = "payer@example.com" }, ModifiedAt = At,
        },
        new CrmDealChanged
        {
            Crm = "hubspot", RecordId = "512", PaymentId = Payment, Fields = new Dictionary<string, string> { ["dealstage"] = "closedwon" }, ModifiedAt = At,
        },
        new CrmContactMerged { Crm = "hubspot", RecordId = "777", MergedRecordIds = ["501", "502"], CustomerIds = [Customer], SeenAt = At },
        new CrmContactDeleted { Crm = "hubspot", RecordId = "501", CustomerId = Customer, Erased = true, SeenAt = At },
        new ForgetCustomer { CustomerId = Customer, By = By, Why = "the customer asked for it" },
        new CustomerForgotten { Crm = "hubspot", CustomerId = Customer, RecordId = "501", SharedWith = [], ForgottenAt = At },
        new WebhookReceived { Source = Stripe, EventId = "evt_example", EventType = "customer.created", ReceivedAt = At },
    }.ToDictionary(example => example.GetType());

    public static object Of(Type contract) =>
        All.GetValueOrDefault(contract) ?? throw new InvalidOperationException($"{contract} has no example yet: add one here.");
}
