using System.Security.Cryptography;
using System.Text;

namespace Integration.Sagas.Attempts;

/// <summary>Names that are the same however often they are computed (SAFETY R2).</summary>
public static class AttemptIdentity
{
    /// <summary>The attempt's id: a name-based GUID of payment, gateway and number.</summary>
    public static Guid Of(Guid paymentId, string gateway, int number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{paymentId:N}:{gateway}:{number}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);      // version 8: a hash of our own
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The key of a step that may move money: one per attempt and step, for ever.</summary>
    public static string Key(AttemptRef attempt, string step) => $"pay:{attempt.PaymentId:N}:{attempt.Gateway}:{attempt.Number}:{step}";

    /// <summary>The key of a cancel. It carries the command's number: a gateway replays a refused cancel for as long as it remembers the
    /// key, and a cancel that is executed twice closes no more than one that is executed once.</summary>
    public static string CancelKey(AttemptRef attempt) => $"{Key(attempt, AttemptStep.Cancel)}:{attempt.Epoch}";
}
