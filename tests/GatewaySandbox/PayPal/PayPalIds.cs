namespace Integration.GatewaySandbox.PayPal;

/// <summary>Ids that look like PayPal's.</summary>
internal static class PayPalIds
{
    private const string Alphabet = "ABCDEFGHJKLMNPRSTUVWXY0123456789";

    /// <summary>Of an order, a capture or a refund.</summary>
    public static string Object() => Chance.Text(Alphabet, 17);

    public static string Dispute() => $"PP-R-{Chance.Text(Alphabet, 3)}-{Chance.Text("0123456789", 8)}";

    public static string Event() => $"WH-{Chance.Text(Alphabet, 17)}-{Chance.Text(Alphabet, 17)}";

    public static string Debug() => Chance.Hex(13);

    public static string Token() => "A21AA" + Chance.Text(Alphabet + "abcdefghijklmnopqrstuvwxyz-_", 92);

    public static string Payer() => Chance.Text(Alphabet, 13);
}
