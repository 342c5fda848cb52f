using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integration.GatewaySandbox.Ledger;

/// <summary><c>GET /ledger</c> (JSON, names in snake case) and <c>GET /ledger.csv</c>.</summary>
internal static class LedgerRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", (IEnumerable<ILedgerSource> sources) => Results.Json(LedgerView.Of(sources), Json));
        routes.MapGet("/ledger.csv", (IEnumerable<ILedgerSource> sources) => Results.Text(Csv(LedgerView.Of(sources)), "text/csv", Encoding.UTF8));
    }

    private static string Csv(LedgerView ledger)
    {
        var text = new StringBuilder("id,status,currency,amount,amount_capturable,amount_received,refunded,captures,declines,payment_id,attempt_id,created_at,authorized_at,captured_at,canceled_at,gateway,refund_pending,disputed\n");
        foreach (var l in ledger.Intents)
        {
            text.AppendJoin(',',
                l.Id, l.Status, l.Currency, l.Amount, l.AmountCapturable, l.AmountReceived, l.Refunded, l.Captures, l.Declines, Quote(l.PaymentId), Quote(l.AttemptId),
                Time(l.CreatedAt), Time(l.AuthorizedAt), Time(l.CapturedAt), Time(l.CanceledAt),
                l.Gateway, l.RefundPending, l.Disputed).Append('\n');
        }

        return text.ToString();
    }

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Metadata is the caller's text.</summary>
    private static string Quote(string? text) => text is null ? ""
        : text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
