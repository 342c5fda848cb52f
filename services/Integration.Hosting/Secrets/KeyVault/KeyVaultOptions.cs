using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.Secrets.KeyVault;

/// <summary>An Azure Key Vault whose secrets are settings.</summary>
public sealed class KeyVaultOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Secrets:KeyVault";

    /// <summary>The vault, for example <c>https://shop.vault.azure.net</c>. Without it no vault is asked.</summary>
    public string Uri { get; set; } = "";

    /// <summary>Seconds from one reading to the next.</summary>
    [Range(1, 86_400)] public int ReloadSeconds { get; set; } = 300;

    /// <summary>Seconds one request may take.</summary>
    [Range(1, 300)] public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The client id of the user-assigned identity to use; without it the process's only one, or a developer's own.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Uri.Length > 0 && !(System.Uri.TryCreate(Uri, UriKind.Absolute, out var vault) && vault is { Scheme: "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }))
        {
            yield return new("has to be the https address of a vault, such as https://name.vault.azure.net.", [nameof(Uri)]);
        }
    }
}
