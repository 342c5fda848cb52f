using System.Collections.Frozen;
using System.Globalization;

namespace Integration.CrmSync.Mapping;

/// <summary>Amounts as people and CRMs write them: in whole units. Minor units are those of the payment, as the card gateway counts them (docs.stripe.com/currencies):
/// ISK and UGX have hundredths there.</summary>
internal static class Money
{
    private static readonly FrozenSet<string> Whole =
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Thousandths = "BHD JOD KWD OMR TND".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The amount in whole units; null when amount or currency is not known.</summary>
    public static decimal? Units(long? minor, string? currency) => minor is { } amount && currency is not null ? new decimal(amount) / Scale(currency) : null;

    /// <summary>Amount and currency, for example <c>19.99 EUR</c>.</summary>
    public static string? Text(long? minor, string? currency) =>
        Units(minor, currency) is { } units ? string.Create(CultureInfo.InvariantCulture, $"{units.ToString($"F{Digits(currency!)}", CultureInfo.InvariantCulture)} {currency}") : null;

    private static decimal Scale(string currency) => Digits(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static int Digits(string currency) => Whole.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;
}
