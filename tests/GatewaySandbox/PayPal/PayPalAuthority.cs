using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>The sandbox's own certificate authority. The root, and only it, outlives the process when it has a file: receivers trust it from one file for long. Every process signs
/// with a certificate of its own, under a name of its own. Both are made when they are first asked for.</summary>
internal sealed class PayPalAuthority : IDisposable
{
    private readonly Lazy<X509Certificate2> _root;
    private readonly Lazy<(X509Certificate2 Certificate, RSA Key)> _signing;

    public PayPalAuthority(string? file, TimeProvider time)
    {
        _root = new(() => file is not null && File.Exists(file) ? X509Certificate2.CreateFromPemFile(file) : MakeRoot(file, time.GetUtcNow()));
        _signing = new(() =>
        {
            var key = RSA.Create(2048);
            return (Issue(_root.Value, key, time.GetUtcNow()), key);
        });
    }

    /// <summary>The certificate's name at its address.</summary>
    public string Name => $"CERT-{_signing.Value.Certificate.SerialNumber.ToLowerInvariant()}";

    /// <summary>The root, in PEM.</summary>
    public string Root => _root.Value.ExportCertificatePem() + "\n";

    /// <summary>What the certificate's address answers: it and its root, in PEM.</summary>
    public string Certificate => _signing.Value.Certificate.ExportCertificatePem() + "\n" + Root;

    /// <summary>RSA, PKCS #1, SHA-256, in base64.</summary>
    public string Sign(byte[] message)
    {
        var key = _signing.Value.Key;
        lock (key)
        {
            return Convert.ToBase64String(key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public void Dispose()
    {
        if (_signing.IsValueCreated)
        {
            _signing.Value.Certificate.Dispose();
            _signing.Value.Key.Dispose();
        }

        if (_root.IsValueCreated)
        {
            _root.Value.Dispose();
        }
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
