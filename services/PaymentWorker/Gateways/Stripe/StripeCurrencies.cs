using System.Collections.Frozen;
using Integration.Sagas.Payments;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>Money as Stripe counts it (SAFETY R7; docs.stripe.com/currencies). Amounts are in the smallest unit Stripe uses: whole units for
/// zero-decimal currencies, thousandths that end in 0 for three-decimal ones, and hundredths that end in 00 where no coins are left.</summary>
public sealed class StripeCurrencies : IGatewayCurrencies
{
    /// <summary>Eight digits at most.</summary>
    private const long Maximum = 99_999_999;

    private static readonly FrozenSet<string> Presentment = Words(
        "USD AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD " +
        "EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JPY KES KGS KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA " +
        "MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD " +
        "STD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW BHD JOD KWD OMR TND");

    private static readonly FrozenSet<string> ThreeDecimal = Words("BHD JOD KWD OMR TND");
    private static readonly FrozenSet<string> WholeUnitsInHundredths = Words("ISK UGX");

    private static readonly FrozenDictionary<string, long> Minimum = new Dictionary<string, long>
    {
        ["USD"] = 50, ["AED"] = 200, ["AUD"] = 50, ["BGN"] = 100, ["BRL"] = 50, ["CAD"] = 50, ["CHF"] = 50, ["CZK"] = 1500, ["DKK"] = 250, ["EUR"] = 50,
        ["GBP"] = 30, ["HKD"] = 400, ["HUF"] = 17500, ["INR"] = 50, ["JPY"] = 50, ["MXN"] = 1000, ["MYR"] = 200, ["NOK"] = 300, ["NZD"] = 50, ["PLN"] = 200,
        ["RON"] = 200, ["SEK"] = 300, ["SGD"] = 50, ["THB"] = 1000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc />
    public string Gateway => StripeGateway.GatewayName;

    /// <inheritdoc />
    public string? Refuse(string currency, long amountMinor) => RefuseRefund(currency, amountMinor)
        ?? (Minimum.TryGetValue(currency, out var minimum) && amountMinor < minimum ? $"Stripe charges at least {minimum} of {currency}'s smallest unit" : null);

    /// <inheritdoc />
    public string? RefuseRefund(string currency, long amountMinor)
    {
        if (!Presentment.Contains(currency))
        {
            return $"Stripe does not charge in {currency}";
        }

        if (amountMinor > Maximum)
        {
            return $"Stripe charges at most {Maximum} of {currency}'s smallest unit";
        }

        if (ThreeDecimal.Contains(currency) && amountMinor % 10 != 0)
        {
            return $"the last digit of an amount in {currency} has to be 0 at Stripe";
        }

        return WholeUnitsInHundredths.Contains(currency) && amountMinor % 100 != 0 ? $"an amount in {currency} has to be a whole unit, in hundredths, at Stripe" : null;
    }

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
