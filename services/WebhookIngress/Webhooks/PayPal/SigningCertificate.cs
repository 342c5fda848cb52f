using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>A certificate whose chain was checked, ready to verify until it expires. Safe for many callers at once.</summary>
internal sealed class SigningCertificate
{
    private readonly byte[] _publicKey;

    private SigningCertificate(byte[] publicKey, string thumbprint, DateTimeOffset from, DateTimeOffset until) =>
        (_publicKey, Thumbprint, From, Until) = (publicKey, thumbprint, from, until);

    /// <summary>Which certificate it is.</summary>
    public string Thumbprint { get; }

    /// <summary>From when on the whole chain is valid.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Until when the whole chain is valid.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>The first certificate of a PEM text, if the others in it lead from it to a root of ours and it is valid now. Null otherwise, with the reason.</summary>
    public static SigningCertificate? Check(string pem, CertificateRoots roots, string domain, DateTimeOffset now, out string problem)
    {
        var sent = new X509Certificate2Collection();
        using var chain = new X509Chain { ChainPolicy = roots.Policy() };
        try
        {
            sent.ImportFromPem(pem);
            if (sent.Count == 0)
            {
                problem = "there is no certificate in PEM";
                return null;
            }

            chain.ChainPolicy.ExtraStore.AddRange(sent);
            chain.ChainPolicy.VerificationTime = now.LocalDateTime;
            if (!chain.Build(sent[0]))
            {
                problem = string.Join(", ", chain.ChainStatus.Select(s => s.Status).Distinct());
                return null;
            }

            var from = chain.ChainElements.Max(e => e.Certificate.NotBefore.ToUniversalTime());
            var until = chain.ChainElements.Min(e => e.Certificate.NotAfter.ToUniversalTime());
            using var key = sent[0].GetRSAPublicKey();
            problem = key is null ? "its key is no RSA key"
                : key.KeySize < 2048 ? "its key is shorter than 2048 bits"
                : !roots.AreOurs && !IsFor(sent[0], domain) ? $"it is for no name under {domain}"
                : "";
            return problem.Length > 0 ? null : new(key!.ExportSubjectPublicKeyInfo(), sent[0].Thumbprint, from, until);
        }
        catch (CryptographicException failure)
        {
            problem = failure.Message;
            return null;
        }
        finally
        {
            foreach (var certificate in sent.Concat(chain.ChainElements.Select(e => e.Certificate)))
            {
                certificate.Dispose();
            }
        }
    }

    /// <summary>True when the key of this certificate made the signature (RSA, PKCS #1, SHA-256).</summary>
    public bool Signed(string message, byte[] signature)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(_publicKey, out _);
        return key.VerifyData(Encoding.UTF8.GetBytes(message), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>True when one of the certificate's names is the domain or lies under it.</summary>
    internal static bool IsFor(X509Certificate2 certificate, string domain)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()).ToList();
        if (names.Count == 0)
        {
            names.Add(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false));
        }

        return names.Exists(name => string.Equals(name, domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}
