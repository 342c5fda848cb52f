using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>A form or query as Stripe writes it: <c>amount=5</c>, <c>metadata[k]=v</c>, <c>expand[0]=x</c> or <c>expand[]=x</c>.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    private StripeForm()
    {
    }

    /// <summary>Which parameters and values these are, whatever their order: what the idempotency layer compares.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Names without their brackets, each once.</summary>
    public IEnumerable<string> Names => _pairs.Select(p => Root(p.Key)).Distinct(StringComparer.Ordinal);

    public static StripeForm Parse(string text)
    {
        var form = new StripeForm();
        foreach (var (key, values) in QueryHelpers.ParseQuery(text))
        {
            form._pairs.AddRange(values.Select(value => KeyValuePair.Create(key, value ?? "")));
        }

        var canonical = string.Join('\n', form._pairs.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}").Order(StringComparer.Ordinal));
        form.Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        return form;
    }

    /// <summary>The value; null when it is absent. Stripe reads an empty value as "unset".</summary>
    public string? Text(string name)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Key == name)
            {
                return pair.Value;
            }
        }

        return null;
    }

    public bool Has(string name) => _pairs.Exists(p => Root(p.Key) == name);

    public List<string> List(string name) => [.. _pairs.Where(p => p.Key != name && Root(p.Key) == name).Select(p => p.Value)];

    public Dictionary<string, string> Map(string name) => _pairs
        .Where(p => p.Key.Length > name.Length + 2 && Root(p.Key) == name && p.Key[^1] == ']')
        .GroupBy(p => p.Key[(name.Length + 1)..^1], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    private static string Root(string key) => key.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? key[..bracket] : key;
}
