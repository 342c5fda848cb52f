namespace Integration.Sagas.Payments;

/// <summary>Why an attempt is being closed, and so what follows.</summary>
public static class ReleasePurpose
{
    /// <summary>Another attempt follows.</summary>
    public const string Retry = "retry";

    /// <summary>An attempt at the fallback gateway follows (SAFETY F1–F5).</summary>
    public const string Fallback = "fallback";

    /// <summary>The payment fails.</summary>
    public const string Fail = "fail";

    /// <summary>The payment is canceled.</summary>
    public const string Cancel = "cancel";
}
