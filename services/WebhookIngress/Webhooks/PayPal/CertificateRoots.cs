using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>Whom a chain of certificates must lead to.</summary>
internal sealed class CertificateRoots(IOptions<WebhookOptions> options)
{
    private readonly Lazy<X509Certificate2Collection?> _roots = new(() => options.Value.PayPal.RootsFile is { Length: > 0 } file ? Load(file) : null);

    /// <summary>True when the roots are our own and not the system's.</summary>
    public bool AreOurs => _roots.Value is not null;

    /// <summary>The rules of a chain. Revocation is not asked for: it would fetch from addresses that stand in the certificate, outside the allow-list, and
    /// make each verification wait for a third party; PayPal withdraws a certificate by no longer signing with it. For the same reason nothing that
    /// is missing from a chain is downloaded.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (_roots.Value is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    /// <summary>What is wrong with a file of roots; null when nothing is.</summary>
    public static string? Problem(string file)
    {
        try
        {
            return Load(file).Count > 0 ? null : "holds no certificate in PEM.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return "cannot be read: a PEM file of root certificates is needed.";
        }
    }

    private static X509Certificate2Collection Load(string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots;
    }
}
