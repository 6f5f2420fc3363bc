app.post('/webhook', async (req, res) => {
  const event = req.body;
  
  // Respond quickly
  res.status(200).send('OK');
  
  // Process asynchronously
  try {
    switch (event.type) {
      case 'user.created':
        await handleUserCreated(event.data);
        break;
      case 'user.updated':
        await handleUserUpdated(event.data);
        break;
      case 'project.created':
        await handleProjectCreated(event.data);
        break;
      default:
        console.log('Unhandled event:', event.type);
    }
  } catch (error) {
    console.error('Webhook processing error:', error);
  }
});
