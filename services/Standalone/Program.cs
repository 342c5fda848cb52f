using Integration.Hosting.Startup;
using Integration.Standalone;
using Integration.WebhookIngress;

return await ServiceRunner.RunAsync("Standalone", args, () => StandaloneService.Build(args is ["replay", ..] ? [] : args), command: IngressService.CommandAsync);
