using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>A throw-away authority: a root, and certificates that lead to it over an intermediate.</summary>
public sealed class PayPalAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public PayPalAuthority(string name = "Throw-away root")
    {
        using var key = RSA.Create(2048);
        _root = Authority(name, key).CreateSelfSigned(Now.AddYears(-2), Now.AddYears(10));
        using var second = RSA.Create(2048);
        using var signed = Authority(name + " second", second).Create(_root, Now.AddYears(-2), Now.AddYears(5), Serial());
        _intermediate = signed.CopyWithPrivateKey(second);
        RootsFile = Path.Combine(Path.GetTempPath(), $"roots-{Guid.NewGuid():N}.pem");
        File.WriteAllText(RootsFile, _root.ExportCertificatePem());
    }

    public string RootsFile { get; }

    /// <summary>A certificate with its key.</summary>
    public X509Certificate2 Issue(DateTimeOffset? from = null, DateTimeOffset? until = null, string name = "messages.paypal.test", int bits = 2048)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var signed = request.Create(_intermediate, from ?? Now.AddDays(-30), until ?? Now.AddDays(300), Serial());
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>What the certificate's address answers: it, and what it leads over.</summary>
    public string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n";

    /// <summary>For a server of its own.</summary>
    public X509Certificate2Collection Intermediates => [X509CertificateLoader.LoadCertificate(_intermediate.RawData)];

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        File.Delete(RootsFile);
    }

    private static byte[] Serial() => [1, .. RandomNumberGenerator.GetBytes(8)];

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
