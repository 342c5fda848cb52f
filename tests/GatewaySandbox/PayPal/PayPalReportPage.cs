using System.Globalization;
using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary><c>/v1/reporting/transactions</c>: captures, refunds and lost disputes of a window, both ends included, in pages.</summary>
internal sealed class PayPalReportPage(PayPalStore store, PayPalOptions options, TimeProvider time)
{
    private const int MostLines = 10_000;

    public JsonObject Read(IQueryCollection query)
    {
        var start = Time(query, "start_date");
        var end = Time(query, "end_date");
        if (end < start || end - start > TimeSpan.FromDays(31))
        {
            throw PayPalFailure.Report("INVALID_REQUEST", "Date range is greater than 31 days");
        }

        var size = Number(query, "page_size", 100, 1, 500);
        var page = Number(query, "page", 1, 1, int.MaxValue);
        var refreshed = time.GetUtcNow() - TimeSpan.FromSeconds(options.ReportLagSeconds);
        var code = query["transaction_type"].ToString();
        var lines = store.Captures.Select(Capture).Concat(store.Refunds.Select(Refund)).Concat(store.Disputes.Where(d => d.Outcome is "RESOLVED_BUYER_FAVOUR" or "ACCEPTED").Select(Reversal))
            .Where(line => line.At >= start && line.At <= end && line.At <= refreshed && (code.Length == 0 || (string?)line.Info["transaction_event_code"] == code)).OrderBy(line => line.At).ToList();
        if (lines.Count > MostLines)
        {
            throw PayPalFailure.Report("RESULTSET_TOO_LARGE", "Result set size is greater than the maximum limit. Change the filter criteria and try again.");
        }

        return new JsonObject
        {
            ["transaction_details"] = new JsonArray([.. lines.Skip((page - 1) * size).Take(size).Select(l => (JsonNode)new JsonObject { ["transaction_info"] = l.Info })]),
            ["account_number"] = "SANDBOXMERCH1",
            ["start_date"] = Write(start),
            ["end_date"] = Write(end),
            ["last_refreshed_datetime"] = Write(refreshed),
            ["page"] = page,
            ["total_items"] = lines.Count,
            ["total_pages"] = (lines.Count + size - 1) / size,
            ["links"] = new JsonArray(),
        };
    }

    private (DateTimeOffset At, JsonObject Info) Capture(CaptureState capture)
    {
        var whole = store.RefundsOf(capture.Id).Where(r => r.Status == "COMPLETED").Sum(r => r.AmountMinor) == capture.AmountMinor;
        var status = capture.Status switch { "COMPLETED" => whole ? "V" : "S", "PENDING" => "P", _ => "D" };
        return Line(capture.Id, capture.Order, "ODR", "T0006", capture.Created, capture.Updated, PayPalMoney.Write(capture.Currency, capture.AmountMinor), status, capture.CustomId, capture.InvoiceId);
    }

    private static (DateTimeOffset At, JsonObject Info) Refund(RefundState refund)
    {
        var status = refund.Status switch { "COMPLETED" => "S", "PENDING" => "P", _ => "D" };
        return Line(refund.Id, refund.Capture, "TXN", "T1107", refund.Created, refund.Updated, PayPalMoney.Write(refund.Currency, -refund.AmountMinor), status, refund.CustomId, refund.InvoiceId);
    }

    private static (DateTimeOffset At, JsonObject Info) Reversal(DisputeState dispute) => Line(
        dispute.Id.Replace("-", "", StringComparison.Ordinal), dispute.Capture, "TXN", "T1201", dispute.Updated, dispute.Updated,
        PayPalMoney.Write(dispute.Currency, -dispute.AmountMinor), "S", null, null);

    private static (DateTimeOffset At, JsonObject Info) Line(
        string id, string reference, string referenceType, string code, DateTimeOffset at, DateTimeOffset updated, JsonObject amount, string status, string? custom, string? invoice)
    {
        // The report counts whole seconds.
        at = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        var info = new JsonObject
        {
            ["transaction_id"] = id,
            ["paypal_reference_id"] = reference,
            ["paypal_reference_id_type"] = referenceType,
            ["transaction_event_code"] = code,
            ["transaction_initiation_date"] = Write(at),
            ["transaction_updated_date"] = Write(updated),
            ["transaction_amount"] = amount,
            ["transaction_status"] = status,
        };
        if (custom is not null)
        {
            info["custom_field"] = custom;
        }

        if (invoice is not null)
        {
            info["invoice_id"] = invoice;
        }

        return (at, info);
    }

    private static DateTimeOffset Time(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text
        ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw PayPalFailure.Invalid("INVALID_PARAMETER_SYNTAX", name, text)
        : throw PayPalFailure.Missing(name);

    private static int Number(IQueryCollection query, string name, int otherwise, int least, int most) => query[name].ToString() is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw PayPalFailure.Invalid("INVALID_PARAMETER_VALUE", name, text);

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}
