using Integration.Standalone;
using Integration.WebhookIngress;

return await IngressService.RunAsync("Standalone", args, words => StandaloneService.Build(words));
