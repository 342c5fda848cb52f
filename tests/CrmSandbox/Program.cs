using Integration.CrmSandbox;
using Microsoft.Extensions.Options;

try
{
    await CrmSandboxApp.Build(args).RunAsync();
    return 0;
}
catch (OptionsValidationException failure)
{
    await Console.Error.WriteLineAsync($"The CRM sandbox does not start: {string.Join(" ", failure.Failures)}");
    return 78;
}
