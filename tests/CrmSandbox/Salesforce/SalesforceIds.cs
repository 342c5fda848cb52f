namespace Integration.CrmSandbox.Salesforce;

/// <summary>Salesforce's ids: the type's three letters, twelve more, and three that make them safe where case is lost.</summary>
internal static class SalesforceIds
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public static string Make(string prefix, long number)
    {
        var letters = new char[12];
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            (letters[i], number) = (Digits[(int)(number % 62)], number / 62);
        }

        letters[0] = 'k';
        var id = prefix + new string(letters);
        return id + Check(id);
    }

    /// <summary>The long form of an id in either form; null when it is none.</summary>
    public static string? Long(string id) =>
        !id.All(char.IsAsciiLetterOrDigit) ? null
        : id.Length == 15 ? id + Check(id)
        : id.Length == 18 ? id : null;

    private static string Check(string id) => string.Create(3, id, (check, text) =>
    {
        for (var part = 0; part < 3; part++)
        {
            var bits = 0;
            for (var i = 0; i < 5; i++)
            {
                bits |= char.IsAsciiLetterUpper(text[(part * 5) + i]) ? 1 << i : 0;
            }

            check[part] = Checks[bits];
        }
    });
}
