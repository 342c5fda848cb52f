using Integration.PaymentWorker.Gateways;

namespace Integration.PaymentWorker.Attempts;

/// <summary>Results arrive in any order: which of two says more (SAFETY R4).</summary>
public static class StatusOrder
{
    /// <summary>How far along the object's life a status is. Captured stands above canceled: money that moved is never forgotten.</summary>
    public static int Rank(GatewayStatus status) => status switch
    {
        GatewayStatus.Open => 0,
        GatewayStatus.ActionRequired => 1,
        GatewayStatus.Processing => 2,
        GatewayStatus.Declined => 3,
        GatewayStatus.Authorized => 4,
        GatewayStatus.Canceled => 5,
        GatewayStatus.Captured => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a rank"),
    };

    /// <summary>True when a webhook that suggests a status can tell nothing that is not known.</summary>
    public static bool Tells(GatewayStatus? known, GatewayStatus? suggested) =>
        known is not { } state || suggested is not { } status || (Rank(status) > Rank(state))
        // A hold that could not be captured falls back to a decline.
        || (status == GatewayStatus.Declined && state == GatewayStatus.Authorized);

    /// <summary>The status as it is stored.</summary>
    public static string Word(GatewayStatus status) => status switch
    {
        GatewayStatus.Open => "open",
        GatewayStatus.ActionRequired => "action_required",
        GatewayStatus.Processing => "processing",
        GatewayStatus.Declined => "declined",
        GatewayStatus.Authorized => "authorized",
        GatewayStatus.Canceled => "canceled",
        GatewayStatus.Captured => "captured",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a word"),
    };

    /// <summary>The stored word's status.</summary>
    public static GatewayStatus Read(string word) => Enum.GetValues<GatewayStatus>().First(status => Word(status) == word);
}
