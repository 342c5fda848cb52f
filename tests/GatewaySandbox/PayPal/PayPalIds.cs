using System.Security.Cryptography;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Ids that look like PayPal's.</summary>
internal static class PayPalIds
{
    private const string Alphabet = "ABCDEFGHJKLMNPRSTUVWXY0123456789";

    /// <summary>Of an order, a capture or a refund.</summary>
    public static string Object() => RandomNumberGenerator.GetString(Alphabet, 17);

    public static string Dispute() => $"PP-R-{RandomNumberGenerator.GetString(Alphabet, 3)}-{RandomNumberGenerator.GetString("0123456789", 8)}";

    public static string Event() => $"WH-{RandomNumberGenerator.GetString(Alphabet, 17)}-{RandomNumberGenerator.GetString(Alphabet, 17)}";

    public static string Debug() => RandomNumberGenerator.GetHexString(13, lowercase: true);

    public static string Token() => "A21AA" + RandomNumberGenerator.GetString(Alphabet + "abcdefghijklmnopqrstuvwxyz-_", 92);

    public static string Payer() => RandomNumberGenerator.GetString(Alphabet, 13);
}
