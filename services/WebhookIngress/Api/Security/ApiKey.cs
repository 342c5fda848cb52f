using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>A key as a client sends it: <c>ik_</c>, 12 hex digits that name it, <c>_</c>, 64 that are secret. A scanner finds one that leaked by
/// <c>ik_[0-9a-f]{12}_[0-9a-f]{64}</c>, and its id, which is no secret, tells which it is.</summary>
internal sealed partial record ApiKey(string Id, string Text)
{
    /// <summary>A key that nobody has: 256 random bits.</summary>
    public static ApiKey New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        return new(id, $"ik_{id}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}");
    }

    /// <summary>What the configuration keeps of a key. So many random bits need no slow hash: nobody tries them all.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The key that is sent, among those that are configured; null when it is none. Those without an id are all looked at, also after a match, so that time tells nothing.</summary>
    public static ApiKeyOptions? Find(IEnumerable<ApiKeyOptions> keys, string sent)
    {
        var hash = Hash(sent);
        var id = Shape().Match(sent).Groups["id"].Value;
        ApiKeyOptions? found = null;
        foreach (var known in keys.Where(key => string.IsNullOrEmpty(key.Id) || key.Id == id))
        {
            found = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known.Sha256)) ? known : found;
        }

        return found;
    }

    [GeneratedRegex(@"^ik_(?<id>[0-9a-f]{12})_[0-9a-f]{64}\z")]
    private static partial Regex Shape();
}
