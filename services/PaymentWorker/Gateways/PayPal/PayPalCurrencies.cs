using System.Collections.Frozen;
using System.Globalization;
using Integration.Sagas.Payments;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>Money as PayPal counts it (SAFETY R7; developer.paypal.com/api/rest/reference/currency-codes): decimal numbers in whole units. Our minor units are
/// the ones of the payment; where PayPal takes no decimals but the currency has hundredths, the amount has to end in 00.</summary>
public sealed class PayPalCurrencies : IGatewayCurrencies
{
    /// <summary>Fifteen digits before the decimal point; kept in minor units of two decimals. PayPal's limits below that depend on the account and are its own refusals.</summary>
    private const long Maximum = 99_999_999_999_999_999;

    private static readonly FrozenSet<string> Decimal = Words("AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD ILS MXN MYR NOK NZD PHP PLN SEK SGD THB USD");
    private static readonly FrozenSet<string> WholeUnitsInHundredths = Words("HUF TWD");
    private static readonly FrozenSet<string> ZeroDecimal = Words("JPY");

    /// <inheritdoc />
    public string Gateway => PayPalGateway.GatewayName;

    /// <inheritdoc />
    public string? Refuse(string currency, long amountMinor)
    {
        if (!Decimal.Contains(currency) && !WholeUnitsInHundredths.Contains(currency) && !ZeroDecimal.Contains(currency))
        {
            return $"PayPal does not charge in {currency}";
        }

        if (amountMinor < 1)
        {
            return "PayPal charges at least the smallest unit";
        }

        if (amountMinor > Maximum)
        {
            return $"PayPal charges at most {Maximum} of {currency}'s smallest unit";
        }

        return WholeUnitsInHundredths.Contains(currency) && amountMinor % 100 != 0 ? $"PayPal takes no decimals in {currency}: the amount has to be a whole unit" : null;
    }

    /// <summary>The amount as PayPal writes it.</summary>
    /// <exception cref="NotSupportedException">It cannot be expressed; <see cref="Refuse"/> says so before any call.</exception>
    public static PayPalMoney Write(string currency, long amountMinor)
    {
        if (new PayPalCurrencies().Refuse(currency, amountMinor) is { } refusal)
        {
            throw new NotSupportedException(refusal);
        }

        var (units, hundredths) = Math.DivRem(amountMinor, 100L);
        return new PayPalMoney
        {
            CurrencyCode = currency,
            Value = ZeroDecimal.Contains(currency) ? amountMinor.ToString(CultureInfo.InvariantCulture)
                : WholeUnitsInHundredths.Contains(currency) ? units.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{units}.{hundredths:00}"),
        };
    }

    /// <summary>PayPal's amount in our minor units. A sign is kept; decimals are exact, and ones that say nothing (<c>5.00</c> yen) are let go.</summary>
    /// <exception cref="NotSupportedException">The amount is no number, or has a part that our minor units cannot hold.</exception>
    public static long Read(PayPalMoney money)
    {
        var exponent = ZeroDecimal.Contains(money.CurrencyCode) ? 0 : 2;
        if (!decimal.TryParse(money.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value is > Maximum or < -Maximum)
        {
            throw new NotSupportedException($"PayPal says an amount of '{money.Value}' {money.CurrencyCode}, which is no amount");
        }

        var minor = exponent == 0 ? value : value * 100m;
        return minor == decimal.Truncate(minor)
            ? (long)minor
            : throw new NotSupportedException($"PayPal says an amount of '{money.Value}' {money.CurrencyCode}, which has more decimals than the currency");
    }

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
