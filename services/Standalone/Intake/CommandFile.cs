using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Contracts.Payments;
using Integration.Contracts.Rules;

namespace Integration.Standalone.Intake;

/// <summary>Reads commands from JSON Lines. Whether a payment is acceptable is not judged here: that is the saga's, whichever door it came through.</summary>
internal static class CommandFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>One line: the command and its stable message id, or why there is none.</summary>
    public static (object? Command, Guid MessageId, string? Refusal) Read(string line, int limit)
    {
        if (line.Length > limit)
        {
            return (null, default, $"it is longer than {limit} characters");
        }

        try
        {
            // A file that is read again gives the same ids: the inbox knows what was taken before.
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(line)).AsSpan(0, 16), bigEndian: true);
            using var document = JsonDocument.Parse(line);
            // A refund names itself; everything else has to be a payment.
            var type = document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("refundId", out _) ? typeof(RefundPayment) : typeof(InitiatePayment);
            return document.Deserialize(type, Json) is { } command ? (command, id, null) : (null, default, "it is null");
        }
        catch (JsonException failure)
        {
            return (null, default, CardNumber.Redact(failure.Message));
        }
    }
}
