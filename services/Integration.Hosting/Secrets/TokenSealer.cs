using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Integration.Contracts.Rules;

namespace Integration.Hosting.Secrets;

/// <summary>The keys that vault tokens are sealed with.</summary>
public sealed class SealingOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Secrets";

    /// <summary>32 random bytes each, in base64, for example from <c>openssl rand -base64 32</c>. The first one seals, every one opens: to change a key, put
    /// the new one first and keep the old one for as long as payments of its time are open.</summary>
    [MaxLength(20)] public List<string> TokenKeys { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        Span<byte> key = stackalloc byte[TokenSealer.KeySize + 1];
        var wrong = new List<ValidationResult>();
        for (var i = 0; i < TokenKeys.Count; i++)
        {
            if (!Convert.TryFromBase64String(TokenKeys[i], key, out var length) || length != TokenSealer.KeySize)
            {
                wrong.Add(new ValidationResult($"Secrets__TokenKeys__{i} has to be 32 bytes in base64: openssl rand -base64 32"));
            }
        }

        return wrong;
    }
}

/// <summary>Seals tokens that can charge somebody, so that no row, queue or dead letter holds one that is of use without the key (SAFETY invariant 8). AES-256-GCM
/// with a fresh nonce; the sealed text names its key, not its content.</summary>
public sealed class TokenSealer
{
    /// <summary>What sealed text begins with.</summary>
    public const string Prefix = PaymentRules.Sealed;

    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    private const int NameSize = 4;

    /// <summary>What is sealed for one purpose does not open for another: nobody gets a token opened by passing it off as something that is revealed.</summary>
    public const string VaultToken = "integration vault token";

    /// <summary>A gateway's secret for the customer's device.</summary>
    public const string ClientSecret = "integration client secret";

    private readonly List<(byte[] Name, byte[] Key)> _keys;

    /// <summary>Reads the keys.</summary>
    public TokenSealer(SealingOptions options)
    {
        _keys = [.. options.TokenKeys.Select(Convert.FromBase64String).Select(key => (SHA256.HashData(key)[..NameSize], key))];
        if (_keys.Count == 0)
        {
            throw new ArgumentException("Secrets__TokenKeys__0 is missing", nameof(options));
        }
    }

    /// <summary>The sealed token; one that is sealed already stays as it is.</summary>
    /// <exception cref="CryptographicException">It is sealed with a key that is not here, or was changed.</exception>
    public string Seal(string token, string purpose = VaultToken)
    {
        if (token.StartsWith(Prefix, StringComparison.Ordinal))
        {
            Open(token, purpose);
            return token;
        }

        var (name, key) = _keys[0];
        var text = Encoding.UTF8.GetBytes(token);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (sealedText, tag) = (new byte[text.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var cipher = new AesGcm(key, tag.Length);
        cipher.Encrypt(nonce, text, sealedText, tag, Encoding.UTF8.GetBytes(purpose));
        return Prefix + Convert.ToBase64String([.. name, .. nonce, .. tag, .. sealedText]);
    }

    /// <summary>The token itself: only right before the call that needs it.</summary>
    /// <exception cref="CryptographicException">It is not sealed, sealed with a key that is not here or for another purpose, or was changed.</exception>
    public string Open(string sealedToken, string purpose = VaultToken)
    {
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (!sealedToken.StartsWith(Prefix, StringComparison.Ordinal) || !TryRead(sealedToken[Prefix.Length..], out var bytes) || bytes.Length < NameSize + nonceSize + tagSize)
        {
            throw new CryptographicException("The token is not sealed.");
        }

        var key = _keys.FirstOrDefault(k => k.Name.AsSpan().SequenceEqual(bytes.AsSpan(0, NameSize))).Key
            ?? throw new CryptographicException("The token is sealed with a key that this service does not have (Secrets__TokenKeys).");
        var text = new byte[bytes.Length - NameSize - nonceSize - tagSize];
        using var cipher = new AesGcm(key, tagSize);
        cipher.Decrypt(bytes.AsSpan(NameSize, nonceSize), bytes.AsSpan(NameSize + nonceSize + tagSize), bytes.AsSpan(NameSize + nonceSize, tagSize), text, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(text);
    }

    private static bool TryRead(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var read = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = bytes[..length];
        return read;
    }
}
