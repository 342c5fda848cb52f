using System.Text;

namespace Integration.Contracts.Rules;

/// <summary>Recognises card numbers, which no field of ours may hold (SAFETY invariant 8).</summary>
public static class CardNumber
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>True when the whole value is a card number: issuer prefix, valid length and check digit; spaces and dashes do not hide it.</summary>
    public static bool Is(string? value)
    {
        if (value is null || value.Length is < Shortest or > 2 * Longest)
        {
            return false;
        }

        Span<char> digits = stackalloc char[Longest];
        var count = 0;
        foreach (var c in value)
        {
            if (c is ' ' or '-')
            {
                continue;
            }

            if (!char.IsAsciiDigit(c) || count == Longest)
            {
                return false;
            }

            digits[count++] = c;
        }

        return LooksIssued(digits[..count]);
    }

    /// <summary>The text with every card number that stands in it masked, for places where a refused message is kept.</summary>
    public static string Redact(string text)
    {
        StringBuilder? masked = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && char.IsAsciiLetterOrDigit(text[i - 1])))
            {
                continue;
            }

            var end = i;
            var digits = 0;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is ' ' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            {
                digits += char.IsAsciiDigit(text[end]) ? 1 : 0;
                end++;
            }

            if (digits is >= Shortest and <= Longest && (end == text.Length || !char.IsAsciiLetter(text[end])) && Is(text[i..end]))
            {
                masked ??= new StringBuilder(text);
                for (var at = i; at < end; at++)
                {
                    masked[at] = '*';
                }
            }

            i = end;
        }

        return masked?.ToString() ?? text;
    }

    private static bool LooksIssued(ReadOnlySpan<char> digits)
    {
        var issued = digits.Length >= Shortest && (digits[0], digits.Length) switch
        {
            ('4', 13 or 16 or 19) => true,                          // Visa
            ('5', 16) => digits[1] is >= '1' and <= '5',            // Mastercard
            ('2', 16) => digits[1] is >= '2' and <= '7',            // Mastercard's second range
            ('3', 14) => digits[1] is '0' or '6' or '8' or '9',     // Diners
            ('3', 15) => digits[1] is '4' or '7',                   // American Express
            ('3', 16 or 17 or 18 or 19) => digits[1] == '5',        // JCB
            ('6', >= 16) => digits[1] is '0' or '2' or '4' or '5',  // Discover, UnionPay
            ('5' or '6', _) => digits[1] is '0' or '3' or '6' or '7' or '8',    // Maestro
            _ => false,
        };
        return issued && HasCheckDigit(digits);
    }

    private static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
