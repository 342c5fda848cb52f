using System.Text.RegularExpressions;

namespace Integration.Conventions.Secrets;

/// <summary>The kinds of secrets that may not lie in the repository.</summary>
internal static partial class SecretRules
{
    /// <summary>Bits per sign. Words and names lie below, random base64 of 32 signs above; random hex cannot reach 4, so it is judged by <see cref="Hex"/>.</summary>
    private const double RandomBits = 4.2;
    private const double RandomHexBits = 3.2;

    public static IReadOnlyList<SecretRule> All { get; } =
    [
        new("private key", PrivateKey()),
        new("AWS access key", AwsAccessKey()),
        new("AWS secret key", AwsSecretKey()),
        new("Azure account or access key", AzureKey()),
        new("Azure client secret", AzureClientSecret()),
        new("Stripe live key", StripeLiveKey()),
        new("Stripe test key", StripeTestKey()),
        new("webhook signing secret", SigningSecret()),
        new("PayPal secret", PayPalSecret()),
        new("PayPal access token", PayPalToken()),
        new("HubSpot token", HubSpotToken()),
        new("GitHub token", GitHubToken()),
        new("package registry token", RegistryToken()),
        new("API key of this product", OwnApiKey()),
        new("JSON Web Token", JsonWebToken()),
        new("password in a connection string", Password(), IsNoPlaceholder),
        new("password in an address", AddressWithPassword(), IsNoPlaceholder),
        new("32 random bytes in base64", RandomKey(), IsRandom),
        new("random value of a secret's name", Assignment(), IsRandom),
    ];

    /// <summary>Filled in elsewhere: a variable, a hole in a template, an ellipsis.</summary>
    private static bool IsNoPlaceholder(string value) => !Placeholder().IsMatch(value);

    private static bool IsRandom(string value) => Entropy(value) >= (Hex().IsMatch(value) ? RandomHexBits : RandomBits);

    private static double Entropy(string value) =>
        value.GroupBy(sign => sign).Select(group => (double)group.Count() / value.Length).Sum(share => -share * Math.Log2(share));

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex AwsAccessKey();

    [GeneratedRegex("""aws_?secret_?(access_?)?key["']?\s*[:=]\s*["']?(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])""", RegexOptions.IgnoreCase)]
    private static partial Regex AwsSecretKey();

    [GeneratedRegex("(AccountKey|SharedAccessKey|SharedAccessSignature)=(?<value>[A-Za-z0-9+/%]{20,}=*)")]
    private static partial Regex AzureKey();

    [GeneratedRegex(@"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])")]
    private static partial Regex AzureClientSecret();

    [GeneratedRegex(@"\b(sk|rk)_live_[0-9A-Za-z]{10,}")]
    private static partial Regex StripeLiveKey();

    /// <summary>As Stripe makes them; the ones of our tests are words.</summary>
    [GeneratedRegex(@"\b(sk|rk)_test_[0-9A-Za-z]{20,}")]
    private static partial Regex StripeTestKey();

    /// <summary>As Stripe and Standard Webhooks make them: no word, no underscore, at least 24 signs.</summary>
    [GeneratedRegex(@"\bwhsec_[0-9A-Za-z+/]{24,}=*(?!\w)")]
    private static partial Regex SigningSecret();

    /// <summary>80 signs, of which the first is an E.</summary>
    [GeneratedRegex(@"(?<![\w-])E[\w-]{79}(?![\w-])")]
    private static partial Regex PayPalSecret();

    [GeneratedRegex(@"access_token\$(production|sandbox)\$[0-9a-z]{8,}\$[0-9a-f]{32}|\bA21AA[\w-]{60,}")]
    private static partial Regex PayPalToken();

    [GeneratedRegex(@"\bpat-(na|eu)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex HubSpotToken();

    [GeneratedRegex(@"\bgh[pousr]_[0-9A-Za-z]{36}\b|\bgithub_pat_\w{60,}")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bnpm_[0-9A-Za-z]{36}\b|\boy2[0-9a-z]{43}\b|_auth(Token)?\s*=\s*(?!\$)[^\s$]{8,}")]
    private static partial Regex RegistryToken();

    [GeneratedRegex(@"\bik_[0-9a-f]{12}_[0-9a-f]{64}\b")]
    private static partial Regex OwnApiKey();

    [GeneratedRegex(@"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}")]
    private static partial Regex JsonWebToken();

    /// <summary>Of a connection string: after a semicolon, a comma or a quote, or before one.</summary>
    [GeneratedRegex("""(?:[;,"'=]\s*|ConnectionStrings\S*=.*)(?:password|pwd)=(?<value>[^;,"'\s&]{3,})""", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{2,12}://[^\s/:@""'`]+:(?<value>[^\s/@""'`]{3,})@[\w.\[$]", RegexOptions.IgnoreCase)]
    private static partial Regex AddressWithPassword();

    /// <summary>A sealing key, or a signing key without its prefix.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?!=)")]
    private static partial Regex RandomKey();

    /// <summary>Where the name ends in "id", it says which one, not what.</summary>
    [GeneratedRegex("""(?:secret|token|password|passwd|pwd|credential|(?:api|access|private|signing|token|account|master)_?keys?)[A-Za-z0-9_]*(?<!id)["']?\s*(?:=>|[:=,])\s*(?:\[\s*)?(?:["'](?<value>[A-Za-z0-9+/_\-]{24,}={0,2})["']|(?<value>[A-Za-z0-9+/_\-]{24,}={0,2})[ \t\r]*$)""", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"[${<\\…*]|^%\w+%$")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[0-9a-fA-F-]+$")]
    private static partial Regex Hex();
}
