namespace Integration.CrmSandbox.Http;

/// <summary>One CRM's manners, the same for all of its calls.</summary>
internal interface ICrmApi
{
    /// <summary><c>hubspot</c> or <c>salesforce</c>.</summary>
    string Crm { get; }

    /// <summary>Why the caller is not let in: no token, or too many calls; null when there is no reason. Counts the call.</summary>
    ApiAnswer? Refuse(ApiCall call, IHeaderDictionary headers);

    /// <summary>The answer for trouble inside the CRM.</summary>
    ApiAnswer Trouble(int status);

    /// <summary>The answer for a body that is too large.</summary>
    ApiAnswer TooLarge();
}
