using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>The operations' names: in the log, in fault rules, in seeds.</summary>
internal static class PayPalOperations
{
    public const string Token = "paypal.token";
    public const string Create = "paypal.create";
    public const string Capture = "paypal.capture";
    public const string LookUp = "paypal.look_up";
    public const string Refund = "paypal.refund";
    public const string Report = "paypal.report";
    public const string Approve = "paypal.approve";
    public const string Settle = "paypal.settle";
    public const string Dispute = "paypal.dispute";
    public const string Plant = "paypal.plant";

    public static IReadOnlyList<string> All { get; } = [Token, Create, Capture, LookUp, Refund, Report, Approve, Settle, Dispute, Plant];
}

/// <summary>A request as far as it was read. <see cref="Key"/> is the <c>PayPal-Request-Id</c> of a POST; <see cref="Origin"/> is where links lead.</summary>
internal sealed record PayPalCall(string Operation, string Path, string? ObjectId, JsonObject Body, IQueryCollection Query, string? Key, string DebugId, bool WholeAnswer, string Origin);

/// <summary>What goes back to the caller.</summary>
internal sealed record PayPalAnswer(int Status, string Body, bool Replayed = false);

/// <summary>What a call changed, and what to answer: the object's id, from which the body is made when the changes stand.</summary>
internal sealed record PayPalExecuted(int Status, string ObjectId, PayPalChanges Changes, PayPalFailure? Refusal = null);

/// <summary>What a call did: its answer, and the events that are now to be delivered.</summary>
internal sealed record PayPalOutcome(PayPalAnswer Answer, IReadOnlyList<Webhooks.EventState> Events, bool Executed);
