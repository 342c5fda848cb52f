using System.Collections.Frozen;
using System.Globalization;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Which currencies and amounts are charged (docs.stripe.com/currencies). Written for the sandbox alone, so that a wrong table elsewhere is noticed.</summary>
internal static class StripeMoney
{
    private const long Largest = 99_999_999;

    private static readonly FrozenSet<string> Currencies = (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp " +
        "gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad " +
        "ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst " +
        "xaf xcd xcg xof xpf yer zar zmw").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ZeroDecimal = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ThreeDecimal = "bhd jod kwd omr tnd".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, long> Smallest = new Dictionary<string, long>
    {
        ["usd"] = 50, ["aed"] = 200, ["aud"] = 50, ["bgn"] = 100, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["czk"] = 1500, ["dkk"] = 250, ["eur"] = 50, ["gbp"] = 30,
        ["hkd"] = 400, ["huf"] = 17500, ["inr"] = 50, ["jpy"] = 50, ["mxn"] = 1000, ["myr"] = 200, ["nok"] = 300, ["nzd"] = 50, ["pln"] = 200, ["ron"] = 200, ["sek"] = 300,
        ["sgd"] = 50, ["thb"] = 1000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The currency in Stripe's spelling.</summary>
    /// <exception cref="StripeFailure">Stripe does not know it.</exception>
    public static string Currency(string text)
    {
        var currency = text.ToLowerInvariant();
        return Currencies.Contains(currency)
            ? currency
            : throw StripeFailure.Invalid($"Invalid currency: {text}. Stripe currently supports these currencies: {string.Join(", ", Currencies.Order(StringComparer.Ordinal))}", null, "currency");
    }

    /// <summary>An amount that may be charged.</summary>
    /// <exception cref="StripeFailure">It is no integer, too small or too large.</exception>
    public static long Amount(string text, string currency)
    {
        var amount = Integer(text, "amount", 1);
        if (Smallest.TryGetValue(currency, out var smallest) && amount < smallest)
        {
            throw StripeFailure.Invalid($"Amount must be at least {Words(smallest, currency)}", "amount_too_small", "amount");
        }

        if (amount > Largest)
        {
            throw StripeFailure.Invalid($"Amount must be no more than {Words(Largest, currency)}", "amount_too_large", "amount");
        }

        return ThreeDecimal.Contains(currency) && amount % 10 != 0
            ? throw StripeFailure.Invalid($"Invalid amount: the last digit of an amount in {currency} has to be 0.", "parameter_invalid_integer", "amount")
            : amount;
    }

    public static long Integer(string text, string name, long least)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw StripeFailure.Invalid($"Invalid integer: {text}", "parameter_invalid_integer", name);
        }

        return value >= least ? value : throw StripeFailure.Invalid($"This value must be greater than or equal to {least}.", "parameter_invalid_integer", name);
    }

    /// <summary>The amount in the currency's unit, as messages have it.</summary>
    public static string Words(long amount, string currency) => ZeroDecimal.Contains(currency)
        ? string.Create(CultureInfo.InvariantCulture, $"{amount} {currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{amount / (ThreeDecimal.Contains(currency) ? 1000m : 100m):0.00} {currency}");
}
