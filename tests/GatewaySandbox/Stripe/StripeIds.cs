namespace Integration.GatewaySandbox.Stripe;

/// <summary>Ids that look like Stripe's: a prefix and letters and digits.</summary>
internal static class StripeIds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary><c>pi_3…</c>, <c>ch_3…</c>: an object of the account.</summary>
    public static string Object(string prefix) => $"{prefix}_3{Chance.Text(Alphabet, 23)}";

    public static string Event() => $"evt_3{Chance.Text(Alphabet, 23)}";

    public static string PaymentMethod() => $"pm_1{Chance.Text(Alphabet, 23)}";

    public static string Dispute() => $"du_1{Chance.Text(Alphabet, 23)}";

    public static string Request() => $"req_{Chance.Text(Alphabet, 14)}";

    public static string ClientSecret(string intent) => $"{intent}_secret_{Chance.Text(Alphabet, 25)}";
}
