using System.Globalization;
using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Amounts as PayPal writes them, in and out of minor units: hundredths, except for yen. Forints and Taiwan dollars take no decimals and still count in hundredths.</summary>
internal static class PayPalMoney
{
    private const long Maximum = 99_999_999_999_999_999;

    private static readonly string[] Known = "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".Split(' ');

    public static (string Currency, long Minor) Read(JsonNode? money, string field)
    {
        var currency = money.Text("currency_code") ?? throw PayPalFailure.Missing($"{field}/currency_code");
        var text = money.Text("value") ?? throw PayPalFailure.Missing($"{field}/value");
        if (currency.Length != 3)
        {
            throw PayPalFailure.Invalid("INVALID_STRING_LENGTH", $"{field}/currency_code", currency);
        }

        if (!Known.Contains(currency))
        {
            throw PayPalFailure.Unprocessable("CURRENCY_NOT_SUPPORTED", field: $"{field}/currency_code", value: currency);
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || text.Length > 32)
        {
            throw PayPalFailure.Invalid("INVALID_PARAMETER_SYNTAX", $"{field}/value", text);
        }

        var issue = value <= 0 ? "CANNOT_BE_ZERO_OR_NEGATIVE"
            : value > Maximum / 100m ? "MAX_VALUE_EXCEEDED"
            : WholeUnits(currency) && value != decimal.Truncate(value) ? "DECIMALS_NOT_SUPPORTED"
            : value * 100m != decimal.Truncate(value * 100m) ? "DECIMAL_PRECISION"
            : null;
        return issue is null
            ? (currency, (long)(value * Scale(currency)))
            : throw PayPalFailure.Unprocessable(issue, field: $"{field}/value", value: text);
    }

    public static JsonObject Write(string currency, long minor) => new() { ["currency_code"] = currency, ["value"] = Text(currency, minor) };

    private static string Text(string currency, long minor)
    {
        var sign = minor < 0 ? "-" : "";
        var (units, hundredths) = Math.DivRem(Math.Abs(minor), (long)Scale(currency));
        return WholeUnits(currency)
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{units}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{units}.{hundredths:00}");
    }

    private static bool WholeUnits(string currency) => currency is "JPY" or "HUF" or "TWD";

    private static decimal Scale(string currency) => currency == "JPY" ? 1 : 100;
}
