using Integration.GatewaySandbox;
using Microsoft.Extensions.Options;

try
{
    await SandboxApp.Build(args).RunAsync();
    return 0;
}
catch (OptionsValidationException failure)
{
    await Console.Error.WriteLineAsync($"The sandbox does not start: {string.Join(" ", failure.Failures)}");
    return 78;
}
