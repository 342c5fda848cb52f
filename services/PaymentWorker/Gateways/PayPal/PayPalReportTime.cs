using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>A time of the report: its offset has no colon (<c>2026-11-24T10:00:00+0000</c>), against RFC 3339 and PayPal's own schema; both ways are read.</summary>
public sealed class PayPalReportTime : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw new JsonException("a time of the report is none");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(PayPalReports.Time(value));
}
