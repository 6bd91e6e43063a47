from django.urls import path

from overview import views

urlpatterns = [path("min-sida/", views.my_page, name="my-page")]
