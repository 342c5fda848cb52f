using Integration.Hosting.Startup;
using Integration.WebhookIngress;

return await ServiceRunner.RunAsync("WebhookIngress", args, () => IngressService.Build(args));
