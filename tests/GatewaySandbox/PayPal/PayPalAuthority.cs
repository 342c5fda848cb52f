using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>The sandbox's own certificate authority. The root, and only it, outlives the process when it has a file: receivers trust it from one file for long. Every process signs
/// with a certificate of its own, under a name of its own.</summary>
internal sealed class PayPalAuthority : IDisposable
{
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _certificate;
    private readonly RSA _key;

    public PayPalAuthority(string? file, TimeProvider time)
    {
        _root = file is not null && File.Exists(file) ? X509Certificate2.CreateFromPemFile(file) : MakeRoot(file, time.GetUtcNow());
        _key = RSA.Create(2048);
        _certificate = Issue(_root, _key, time.GetUtcNow());
        Name = $"CERT-{_certificate.SerialNumber.ToLowerInvariant()}";
    }

    /// <summary>The certificate's name at its address.</summary>
    public string Name { get; }

    /// <summary>The root, in PEM.</summary>
    public string Root => _root.ExportCertificatePem() + "\n";

    /// <summary>What the certificate's address answers: it and its root, in PEM.</summary>
    public string Certificate => _certificate.ExportCertificatePem() + "\n" + Root;

    /// <summary>RSA, PKCS #1, SHA-256, in base64.</summary>
    public string Sign(byte[] message)
    {
        lock (_key)
        {
            return Convert.ToBase64String(_key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        _certificate.Dispose();
        _key.Dispose();
    }

    private static X509Certificate2 MakeRoot(string? file, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=PayPal sandbox root", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var root = request.CreateSelfSigned(now.AddDays(-2), now.AddYears(20));
        if (file is not null)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
            {
                Directory.CreateDirectory(directory);
            }

            // Whole or not at all: a process killed in the middle must not leave half a root behind.
            File.WriteAllText(file + ".new", root.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
            File.Move(file + ".new", file, overwrite: true);
        }

        return root;
    }

    private static X509Certificate2 Issue(X509Certificate2 root, RSA key, DateTimeOffset now)
    {
        const string name = "messageverificationcerts.paypal.com";
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.Create(root, now.AddDays(-1), now.AddYears(10), [1, .. RandomNumberGenerator.GetBytes(8)]);
    }
}
